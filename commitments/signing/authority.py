"""Which authority signs here? The one in CA_ROOT; outside production it makes itself."""

from django.conf import settings
from django.utils.translation import gettext as _

from commitments.signing.ca import CaTrouble, Chain, PortalCa, chain_in, folder_of, portal_ca
from commitments.signing.keys import Token
from smartcity_portal.kit.machine import Blocked


def the_ca() -> PortalCa:
    """Return the portal's authority with its keys; Blocked says what to do where it cannot sign."""
    try:
        return portal_ca(
            settings.CA_ROOT,
            make_demo=settings.PORTAL_DEMO,
            passphrase=passphrase(),
            token=the_token(),
        )
    except CaTrouble as trouble:
        raise Blocked([sentence_for(trouble)]) from None


def the_chain() -> Chain | None:
    """Return the authority's certificates, which need no key; None where there is no authority."""
    try:
        return chain_in(settings.CA_ROOT)
    except CaTrouble:
        return None


def trouble() -> str:
    """Say why nothing can be signed now; empty when all is well."""
    try:
        the_ca()
    except Blocked as blocked:
        return " ".join(blocked.reasons)
    return ""


def passphrase() -> str:
    """The words that lock the authority's keys on disk; empty in the demo."""
    return str(settings.CA_PASSPHRASE)


def the_token() -> Token:
    """The PKCS#11 token that the operators have named, if any."""
    pin = settings.CA_PKCS11_PIN or settings.CA_PASSPHRASE
    return Token(settings.CA_PKCS11_MODULE, settings.CA_PKCS11_TOKEN, str(pin))


def sentence_for(trouble: CaTrouble) -> str:
    """Turn what is wrong with the authority into a sentence that says what to do."""
    words = {"part": trouble.part}
    sentences = {
        "missing": _(
            "The portal has no signing authority yet. The operators make it once with "
            "“manage.py make_ca”."
        ),
        "key_missing": _(
            "A key of the portal's signing authority is missing (%(part)s), so nothing can be "
            "signed now. Everything else works. The operators bring the key back from their copy."
        ),
        "key_locked": _(
            "The keys of the portal's signing authority cannot be opened. The operators "
            "check CA_PASSPHRASE and the folder of the authority."
        ),
        "key_wrong": _(
            "A key of the portal's signing authority does not belong to its certificate (%(part)s). "
            "The operators bring both back from the same copy."
        ),
        "broken": _(
            "A file of the portal's signing authority is missing or damaged (%(part)s). The "
            "operators bring it back from their copy."
        ),
        "token_pin": _(
            "The token with the portal's signing keys refuses the PIN. The operators check "
            "CA_PKCS11_PIN; after several wrong tries the token locks itself."
        ),
        "token_key": _(
            "The token holds no key with the name %(part)s. The operators check CA_PKCS11_TOKEN."
        ),
        "token_away": _(
            "The token with the portal's signing keys does not answer, so nothing can be signed "
            "now. Everything else works. The operators check CA_PKCS11_MODULE and the token."
        ),
    }
    return sentences.get(trouble.code, sentences["key_missing"]) % words


def where_keys_lie() -> dict[str, str]:
    """Say for each part where its key is, without opening it."""
    return {part: _place(part) for part in ("root", "issuing", "seal", "clock")}


def _place(part: str) -> str:
    folder = folder_of(settings.CA_ROOT, part)
    if (folder / f"{part}.token").exists():
        return _("in the token")
    if (folder / f"{part}.p12").exists():
        return _("PKCS#12 file")
    if (folder / f"{part}.key").exists():
        return _("locked file") if passphrase() else _("unlocked file")
    return _("not on this machine")
