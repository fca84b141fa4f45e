# The container image: a released, static binary and nothing else. Postings are mounted at /work:
#
#     docker run --rm --volume "$PWD:/work:ro" IMAGE postings/
#
# It is built from image/amd64/jdlint and image/arm64/jdlint, which release.yml takes from the release. By hand:
#
#     rustup target add x86_64-unknown-linux-musl
#     cargo build --release --locked --target x86_64-unknown-linux-musl
#     install -D target/x86_64-unknown-linux-musl/release/jdlint image/amd64/jdlint
#     docker build --tag jdlint .
FROM scratch
ARG TARGETARCH
COPY --chmod=0755 image/${TARGETARCH}/jdlint /jdlint
COPY LICENSE-MIT LICENSE-APACHE /licenses/
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/jdlint"]
