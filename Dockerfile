# mrt with its own Java runtime:  docker build -t mrt .  &&  docker run --rm -v "$PWD:/src" mrt check .
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN mvn -q -B -Dquick package -DskipTests && packaging/image.sh

FROM debian:bookworm-slim
# Git is there for --since.
RUN apt-get update \
    && apt-get install -y --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*'
COPY --from=build /build/packaging/target/mrt-linux-x64 /opt/mrt
# The first start makes the class-data archive for this place; then the directory may be read-only.
RUN ln -s /opt/mrt/bin/mrt /usr/local/bin/mrt && mrt --version
WORKDIR /src
ENTRYPOINT ["mrt"]
CMD ["check"]
