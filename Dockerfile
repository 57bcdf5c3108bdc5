# Two stages: the first builds the wheel and its environment, the second runs it as a user without rights.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements/dev.txt requirements/run.txt requirements/
RUN python -m venv /opt/carecircle \
 && /opt/carecircle/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt \
 && python -m venv /opt/build \
 && /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements/dev.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY cogs cogs
COPY content content
COPY prompts prompts
RUN /opt/build/bin/python -m build --wheel --no-isolation --outdir /dist \
 && /opt/carecircle/bin/pip install --no-cache-dir --no-deps --no-index /dist/*.whl

FROM python:3.11-slim
RUN useradd --system --create-home --uid 10001 carecircle && install -d -o carecircle /data /keys
COPY --from=build /opt/carecircle /opt/carecircle
USER carecircle
ENV PATH=/opt/carecircle/bin:$PATH PYTHONUNBUFFERED=1 CARECIRCLE_DATA=/data XDG_CONFIG_HOME=/keys
VOLUME ["/data", "/keys"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
ENTRYPOINT ["carecircle"]
CMD ["sandbox", "--port", "8080"]
