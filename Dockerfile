FROM python:3.14-slim

# PORT is where gunicorn listens: fly.toml sends the requests there. Unbuffered, so that
# what the site prints is in the log at once.
ENV DJANGO_SETTINGS_MODULE=django_project.production \
    PORT=8000 \
    PYTHONUNBUFFERED=1

WORKDIR /code

COPY requirements.txt .
RUN pip install --no-cache-dir --root-user-action=ignore -r requirements.txt

# The user below may read everything, and write nothing but /tmp. So static files and
# bytecode are made here. The last command loads the whole site: that stops the build of one
# that would not start, and compiles what it uses of the standard library. The variables that
# production requires are those of the tests, for these commands alone.
COPY . .
RUN export $(cat django_project/tests/production.env) \
    && chmod -R a+rX . \
    && python manage.py collectstatic --noinput \
    && python -m compileall -q . \
    && gunicorn --check-config django_project.wsgi

# nobody, by its number: Kubernetes cannot tell whether a name is root's.
USER 65534

CMD ["gunicorn", "django_project.wsgi"]
