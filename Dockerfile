FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PORTAL_VAR=/srv/var STATIC_ROOT=/srv/static

# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-core \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/portal
COPY requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/base.txt

COPY . .
RUN useradd --system --uid 10001 --home-dir /srv/var --create-home portal \
    && python -m compileall -q . \
    && python -c 'from smartcity_portal.kit.translations import compile_stale; compile_stale(["locale"])' \
    && PORTAL_VAR=/tmp/build python manage.py collectstatic --noinput \
    && rm -rf /tmp/build

# gunicorn starts as many processes
ENV PORTAL_ENV=production WEB_CONCURRENCY=2
USER 10001
VOLUME /srv/var
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=40s --retries=3 \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://localhost:8000/health/', timeout=8)"]
CMD ["gunicorn", "smartcity_portal.wsgi", "--bind", "0.0.0.0:8000", "--preload", "--threads", "4", "--no-control-socket"]
