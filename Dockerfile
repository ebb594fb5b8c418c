FROM python:3.13-slim

# PORT is where gunicorn listens: fly.toml sends the requests there.
ENV DJANGO_SETTINGS_MODULE=django_project.production \
    PORT=8000

WORKDIR /code

# The pinned versions, whatever the base image brings along.
COPY requirements.txt .
RUN pip install --no-cache-dir --ignore-installed --root-user-action=ignore -r requirements.txt

# The user below can write nothing, so all bytecode is made here; gunicorn's check makes
# that of the standard library, and stops the build of a site that would not start.
# flyctl wants the Dockerfile in the build context: .dockerignore cannot leave it out.
COPY . .
RUN rm Dockerfile \
    && python manage.py collectstatic --noinput \
    && python -m compileall -q . \
    && gunicorn --check-config --config django_project/gunicorn.conf.py django_project.wsgi

USER nobody

CMD ["gunicorn", "--config", "django_project/gunicorn.conf.py", "django_project.wsgi"]
