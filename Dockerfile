FROM python:3.14-slim

# PORT is where gunicorn listens: fly.toml sends the requests there.
ENV DJANGO_SETTINGS_MODULE=django_project.production \
    PORT=8000

WORKDIR /code

COPY requirements.txt .
RUN pip install --no-cache-dir --root-user-action=ignore -r requirements.txt

# The user below can write nothing, so all bytecode is made here; gunicorn's check makes
# that of the standard library, and stops the build of a site that would not start.
COPY . .
RUN python manage.py collectstatic --noinput \
    && python -m compileall -q . \
    && gunicorn --check-config django_project.wsgi

USER nobody

CMD ["gunicorn", "django_project.wsgi"]
