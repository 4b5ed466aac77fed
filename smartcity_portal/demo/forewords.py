"""Which words open the demo's books? A mayor's and a head of planning's, both invented and marked so."""

from datetime import datetime

from accounts import past
from accounts.models import User
from masterplans.models import Foreword, Masterplan
from masterplans.services import dress
from programs.models import Agency, Tenure
from smartcity_portal.demo.city import City

SENTENCES = {
    "Kata sambutan": (
        "Kota yang baik mudah dihuni: air mengalir, sampah terangkut, izin selesai pada hari yang "
        "dijanjikan, dan setiap warga tahu ke mana harus bertanya. Teknologi membantu kita ke sana, "
        "tetapi yang menentukan tetap kesediaan bekerja bersama.\n\n"
        "Rencana induk ini disusun perangkat daerah bersama warga, dunia usaha, dan perguruan tinggi. "
        "Saya meminta setiap kepala perangkat daerah menjalankan bagiannya, melaporkan kemajuannya "
        "dengan jujur, dan mengatakan lebih awal bila ada yang tidak dapat dipenuhi (contoh)."
    ),
    "Prakata": (
        "Buku ini merangkum kerja empat kali bimbingan teknis. Angka yang sama muncul satu kali "
        "dalam catatan dan dipakai dalam semua buku, sehingga pembaca tidak perlu menebak mana yang "
        "berlaku.\n\n"
        "Kami berterima kasih kepada pembimbing, perangkat daerah, dan semua peserta. Kekurangan "
        "yang tersisa menjadi tanggung jawab kami (contoh)."
    ),
}


def write(city: City, *, by: User, at: datetime) -> None:
    """Put both texts before the books; what is already there stays."""
    plan = Masterplan.objects.get(enrolment=city.enrolment)
    if Foreword.objects.filter(plan=plan).exists():
        return
    heads = Tenure.objects.at(at.date()).heads().filter(office__region=plan.enrolment.region)
    mayor = heads.filter(office__agency=None).select_related("office", "official").first()
    planning = heads.filter(office__agency__kind=Agency.Kind.PLANNING)
    team = planning.select_related("office", "official").first()
    place = plan.enrolment.region.short_name
    with past.loading(at):
        for (title, text), tenure in zip(SENTENCES.items(), (mayor, team), strict=True):
            dress.add_foreword(
                plan,
                by=by,
                at=at,
                title=title,
                text=text,
                author=tenure.official.name if tenure else "",
                office=tenure.printed_title if tenure else "",
                place=place,
                dated=at.date(),
            )
