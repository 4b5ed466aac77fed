from django.db import migrations

from smartcity_portal.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("workshops", "0006_fourth_book_on_the_board")]

    operations = append_only("workshops_letterissue")
