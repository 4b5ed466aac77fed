"""How do the workers find their broker, their settings and their tasks?"""

import gc
import os
from importlib import import_module

from celery import Celery
from celery.signals import worker_init
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity_portal.settings.base")
TRANSPORT_ALIASES["folder"] = "smartcity_portal.kit.folder_broker:Transport"

app = Celery("smartcity_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="clock")


@worker_init.connect
def make_ready_to_fork(**_: object) -> None:
    """Import what is slow to import before the pool forks, so that all children share it.

    What is there by then is left alone by the garbage collector, which would unshare it.
    """
    for module in ("smartcity_portal.kit.pdf", "weasyprint"):
        import_module(module)
    gc.collect()
    gc.freeze()
