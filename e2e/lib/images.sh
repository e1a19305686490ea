# Images without a registry: built by buildah, kept as archives in the cache, imported into the node's containerd.

registry=registry.test/stackstate
tag=${STACKSTATE_IMAGE_TAG:-$(sed -n 's|^  <version>\(.*\)</version>|\1|p' "$here/../pom.xml" | sed 's/-SNAPSHOT//')}
jre=openjdk-17-jre-headless

images() {
  require_built
  mkdir -p "$cache/images"
  base_image
  distribution
  build_image stackstate runtime-services/server/Dockerfile runtime-services/server
  build_image stackstate-operator operator/Dockerfile operator
  build_image elasticsearch e2e/images/elasticsearch/Dockerfile e2e/images/elasticsearch \
    --build-context distribution="$here/../runtime-services/server/target/elasticsearch"
  cassandra_jars
  build_image cassandra e2e/images/cassandra/Dockerfile e2e/images/cassandra --build-context jars="$cache/cassandra"
  if alive containerd; then load_all; fi
}

buildah_e2e() {
  BUILDAH_ISOLATION=chroot buildah --root "$cache/buildah" --runroot "$cache/buildah-run" --storage-driver overlay "$@"
}

# Debian with a JRE and nothing else, in place of the base images that a registry has.
base_image() {
  local name tar=$cache/base.tar log container
  name=localhost/jre:$(echo "$jre" | sha256sum | cut -c1-12)
  base=$name
  if buildah_e2e inspect --type image "$name" >/dev/null 2>&1; then return 0; fi
  log=$(log_of base)
  echo "Building the base image (log: $log)"
  mmdebstrap --quiet --variant=minbase --include="$jre,ca-certificates" bookworm "$tar" >"$log" 2>&1 ||
    die "mmdebstrap could not make the base image: $(tail -n 1 "$log"); see $log"
  container=$(buildah_e2e from scratch)
  buildah_e2e add --quiet "$container" "$tar" / >/dev/null
  buildah_e2e commit --quiet --rm "$container" "$name" >/dev/null
  rm "$tar"
}

# What the Dockerfiles copy: the output of the package phase.
distribution() {
  local log
  [ -z "${STACKSTATE_SKIP_PACKAGE:-}" ] || return 0
  log=$(log_of package)
  echo "Packaging (log: $log)"
  (cd "$here/.." && mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true package -pl operator,runtime-services/server,runtime-services/cassandra -am) >"$log" 2>&1 ||
    die "mvn package failed: $(grep -m 1 '^\[ERROR\]' "$log"); see $log"
}

# The class path that Maven has resolved for the tests of the graph, as one folder.
cassandra_jars() {
  local paths=$here/../runtime-services/cassandra/target/class-path stamp=$cache/cassandra/.class-path
  [ -s "$paths" ] || die "no $paths; mvn -pl runtime-services/cassandra generate-test-resources writes it"
  if cmp -s "$paths" "$stamp"; then return 0; fi
  rm -rf "$cache/cassandra"
  mkdir -p "$cache/cassandra"
  tr ':' '\n' <"$paths" | while read -r jar || [ -n "$jar" ]; do cp "$jar" "$cache/cassandra/"; done
  cp "$paths" "$stamp"
}

build_image() { # name, Dockerfile, context, options...
  local name=$registry/$1:$tag log file=$here/../$2 context=$here/../$3 begin=$SECONDS
  log=$(log_of "image-$1")
  shift 3
  buildah_e2e bud --layers --timestamp 0 --pull-never --build-arg BASE="$base" --build-arg VERSION="$tag" \
    --build-arg REVISION="$(git -C "$here" rev-parse HEAD 2>/dev/null || echo unknown)" \
    -f "$file" -t "$name" "$@" "$context" >"$log" 2>&1 || die "the build of $name failed: $(tail -n 1 "$log"); see $log"
  save "$name"
  echo "Built $name in $((SECONDS - begin)) s"
}

image_id() { buildah_e2e inspect --type image --format '{{.FromImageID}}' "$1" 2>/dev/null; }

archive_of() { echo "$cache/images/$(echo "${1#*/}" | tr '/:' '__').tar"; }

save() { # image name: its archive, unless the archive has it already
  local id archive
  id=$(image_id "$1") || die "no image $1; e2e/cluster images builds ours"
  archive=$(archive_of "$1")
  if [ "$(cat "$archive.id" 2>/dev/null)" = "$1 $id" ]; then return 0; fi
  rm -f "$archive" "$archive.id"
  buildah_e2e push --quiet "$1" "docker-archive:$archive:$1" >/dev/null || die "cannot write $archive"
  echo "$1 $id" >"$archive.id"
}

load() { # image name
  require_up
  save "$1"
  import "$(archive_of "$1")"
}

# Another name for an image that the node has: what a release under another tag is to it.
name_also() { # image name, other name
  require_up
  ctr_node images tag --force "$1" "$2" >/dev/null || die "the node has no image $1"
}

load_all() {
  local archive
  for archive in "$cache"/images/*.tar; do import "$archive"; done
}

# The node keeps its images over a restart, so most have nothing to import.
import() { # archive
  local wanted name
  wanted=$(cat "$1.id" 2>/dev/null) || return 0
  name=${wanted% *}
  if [ "$(cat "$1.loaded" 2>/dev/null)" = "$wanted" ] && [ -n "$(ctr_node images list -q "name==$name")" ]; then return 0; fi
  ctr_node images import "$1" >/dev/null || die "containerd could not import $1"
  alias_of "$name" | while read -r as; do ctr_node images tag --force "$name" "$as" >/dev/null; done
  echo "$wanted" >"$1.loaded"
}

# The name by which chart and plain manifests ask for an image when they are not told otherwise.
alias_of() { # image name
  local version=${1##*:} name=${1%:*}
  case ${name##*/} in
    stackstate | stackstate-operator) echo "docker.io/stackstate/${name##*/}:$version" ;;
    elasticsearch) sed -n 's/^  elasticsearchImage: //p' "$here/../helm/stackstate-operator/values.yaml" ;;
  esac
}

# Made here rather than in images: the node needs it to run any pod.
load_pause() {
  local name=registry.test/pause:1 layout
  if [ -n "$(ctr_node images list -q "name==$name")" ]; then return 0; fi
  layout=$(mktemp -d)
  cp "$bin/pause" "$layout/pause"
  printf 'FROM scratch\nCOPY pause /pause\nUSER 65535:65535\nENTRYPOINT ["/pause"]\n' >"$layout/Dockerfile"
  buildah_e2e bud --quiet -t "$name" "$layout" >/dev/null || die "buildah could not make the pause image"
  buildah_e2e push --quiet "$name" "docker-archive:$layout/pause.tar:$name" >/dev/null
  ctr_node images import "$layout/pause.tar" >/dev/null || die "containerd could not import the pause image"
  rm -r "$layout"
}
