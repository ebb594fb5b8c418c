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
# nothing. So bytecode is made here: gunicorn's check makes that of what it imports from
# the standard library, and stops the build of a site that would not start. The key is
# for these commands alone; no key is in the image.
COPY . .
RUN export SECRET_KEY=for-the-build-only \
    && chmod -R a+rX . \
    && python manage.py collectstatic --noinput \
    && python -m compileall -q . \
    && gunicorn --check-config django_project.wsgi

# nobody, by its number: Kubernetes cannot tell whether a name is root's.
USER 65534

CMD ["gunicorn", "django_project.wsgi"]
