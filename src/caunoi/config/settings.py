"""Settings, read top to bottom. Everything comes from the environment; with nothing set, SQLite under ``var/``."""

from pathlib import Path

from caunoi.config import env

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent

# Where things are kept
VAR = env.folder("CAUNOI_VAR", ROOT / "var")
FILES = env.folder("CAUNOI_FILES", VAR / "files")
SECRET_KEY = env.secret("CAUNOI_SECRET_KEY", VAR / "secret_key")
DATA_KEY = env.secret("CAUNOI_DATA_KEY", VAR / "data_key")

# What day it is: a fixed day for the demo and the tests, the clock otherwise
TODAY = env.day("CAUNOI_TODAY")
DEMO = env.flag("CAUNOI_DEMO")

DEBUG = env.flag("CAUNOI_DEBUG")
ALLOWED_HOSTS = env.words("CAUNOI_HOSTS", "127.0.0.1,localhost,[::1]")
HTTPS = env.flag("CAUNOI_HTTPS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "caunoi.foundation.db",
    "caunoi.foundation.audit",
    "caunoi.foundation.system_time",
    "caunoi.foundation.jobs",
    "caunoi.foundation.workbooks",
    "caunoi.foundation.figures",
    "caunoi.foundation.documents",
    "caunoi.foundation.lists",
    "caunoi.foundation.ui",
    "caunoi.apps.organisation",
    "caunoi.apps.accounts",
    "caunoi.apps.cadres",
    "caunoi.apps.standards",
    "caunoi.apps.classes",
    "caunoi.apps.declarations",
    "caunoi.apps.reviews",
    "caunoi.apps.selection",
    "caunoi.apps.ratings",
    "caunoi.apps.planning",
    "caunoi.apps.laboratory",
    "caunoi.apps.privacy",
    "caunoi.apps.forms",
    "caunoi.apps.reports",
    "caunoi.apps.portal",
]

MIDDLEWARE = [
    "caunoi.apps.accounts.tokens.header.keys_apart",
    "django.middleware.security.SecurityMiddleware",
    "caunoi.foundation.ui.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # a matrix of a province is 347 kB of cells, 20 kB on the line
    "django.contrib.sessions.middleware.SessionMiddleware",
    "caunoi.foundation.ui.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "caunoi.apps.accounts.middleware.session_limits",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "caunoi.apps.accounts.middleware.acting_user",
    "caunoi.apps.accounts.doors.middleware.FactorFirst",
    "caunoi.foundation.system_time.middleware.known_then",
    "caunoi.foundation.policy.middleware.PolicyMiddleware",
    "caunoi.apps.accounts.doors.middleware.ProvedLately",
    "caunoi.apps.cadres.readings.LooksAtPeople",
    "caunoi.foundation.errors.ErrorMiddleware",
]

ROOT_URLCONF = "caunoi.config.urls"
WSGI_APPLICATION = "caunoi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "caunoi.config.navigation.frame",
            ],
            "builtins": ["caunoi.foundation.ui.templatetags.ui"],
        },
    }
]

# Database
DATABASES = {"default": env.database("DATABASE_URL", VAR / "caunoi.sqlite3", owner="CAUNOI_DATABASE_OWNER")}
WALL_GUARD = "log"  # told to the log: a question to the database that passed no policy; tests refuse it
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People who sign in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["caunoi.apps.accounts.backends.ThrottledBackend"]
OIDC_ISSUER = env.text("CAUNOI_OIDC_ISSUER", "")  # sign-in of another house; off while none is named
OIDC_CLIENT_ID = env.text("CAUNOI_OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = env.text("CAUNOI_OIDC_CLIENT_SECRET", "")
OIDC_NAME = env.text("CAUNOI_OIDC_NAME", "")
OIDC_CLAIM = env.text("CAUNOI_OIDC_CLAIM", "preferred_username")
OIDC_FACTOR_AMR = env.words("CAUNOI_OIDC_FACTOR_AMR")
OIDC_FACTOR_ACR = env.words("CAUNOI_OIDC_FACTOR_ACR")
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SESSION_ENGINE = "caunoi.apps.accounts.doors.store"
SESSION_COOKIE_NAME = "__Host-caunoi" if HTTPS else "caunoi"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = "__Host-caunoi-csrf" if HTTPS else "caunoi-csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_USE_SESSIONS = False
CSRF_FAILURE_VIEW = "caunoi.foundation.errors.form_expired"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
METRICS_FROM = env.words("CAUNOI_METRICS_FROM")
BEHIND_PROXY = env.flag("CAUNOI_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W002"]  # security_headers sets X-Frame-Options with all the others

# Language: the source language is Vietnamese, English is the translation
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "caunoi-lang"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = "caunoi.config.formats"
USE_THOUSAND_SEPARATOR = True

# Files that browsers fetch: everything is ours, nothing comes from outside
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "caunoi.door": {"level": "INFO"}},
}
