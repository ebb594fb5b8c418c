FROM python:3.14-slim

# PORT is where gunicorn listens: fly.toml sends the requests there. Unbuffered, so that
# what the site prints is in the log at once.
ENV DJANGO_SETTINGS_MODULE=django_project.production \
    PORT=8000 \
    PYTHONUNBUFFERED=1

WORKDIR /code

COPY requirements.txt .
RUN pip install --no-cache-dir --root-user-action=ignore -r requirements.txt

# The user below may read everything, whatever the modes in the checkout, and write
# nothing. So all bytecode is made here; gunicorn's check makes that of the standard
# library, and stops the build of a site that would not start.
COPY . .
RUN chmod -R a+rX . \
    && python manage.py collectstatic --noinput \
    && python -m compileall -q . \
    && gunicorn --check-config django_project.wsgi

USER nobody

CMD ["gunicorn", "django_project.wsgi"]
