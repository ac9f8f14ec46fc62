# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What service/run and tests/run share: installing Debian packages and building. Sourced, after
# `set -euo pipefail`, with $root the project's folder. Everything said goes to standard error.
: "${root:?}"

export LC_ALL=C.UTF-8

# What root builds is run by the user plimsoll too.
umask 022

say() {
	printf '%s\n' "$*" >&2
}

die() {
	say "$*"
	exit 1
}

# quietly heading command …: keeps back what the command says, and shows it only when it fails. The
# heading is said with the first line that tells of work done; a terminal shows the latest such line.
quietly() {
	local heading=$1 said status=0 idle='^(ninja: |\[0/|-- )' step='^\[[0-9]+/[0-9]+\] '
	shift
	said=$("$@" </dev/null 2>&1 | {
		while IFS= read -r line || [[ -n $line ]]; do
			printf '%s\n' "$line"
			[[ ! $line =~ $idle ]] || continue
			[[ -z $heading ]] || say "$heading"
			heading=
			[[ ! -t 2 ]] || printf '\r\e[K%.78s' "$line" >&2
		done
		[[ ! -t 2 ]] || printf '\r\e[K' >&2
	}) || status=$?
	((status == 0)) || grep -vE "$step" <<<"$said" >&2 || true
	return "$status"
}

# as_root command …: runs it as root.
as_root() {
	if ((EUID == 0)); then
		"$@"
	else
		sudo "$@"
	fi
}

# may_install package …: ends here unless we are root or may become it. Only somebody who sits at a
# terminal is asked for a password.
may_install() {
	((EUID != 0)) || return 0
	if command -v sudo >/dev/null; then
		! sudo -n true 2>/dev/null || return 0
		if [[ -t 0 ]]; then
			say "Packages have to be installed, for which sudo asks for your password."
			! sudo -v || return 0
		fi
	fi
	say "Packages are missing that only root can install, like this:"
	die "  apt-get install --no-install-recommends $*"
}

# missing_packages file …: the packages listed in these files that are not installed. A package that
# an installed one provides counts as installed.
missing_packages() {
	local wanted installed provided
	wanted=$(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' "$@" | sort -u)
	# shellcheck disable=SC2086  # one word per package
	installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
		sed -n 's/^installed //p' | sort -u) || true
	wanted=$(printf '%s\n' "$wanted" "$installed" "$installed" | sort | uniq -u)
	if [[ -n $wanted ]]; then
		provided=$(dpkg-query -W -f '${db:Status-Status},${Provides}\n' |
			sed -n 's/^installed,//p' | tr ',' '\n' | sed 's/^ *//; s/[ (].*//' | sort -u)
		provided=$(printf '%s\n' "$provided" | sed '/^$/d')
		printf '%s\n' "$wanted" "$provided" "$provided" | sort | uniq -u
	fi
}

# apt_install package …: without recommendations and questions, and without a PostgreSQL cluster
# that nobody asked for. Debian's postgresql makes and starts one when it is first installed; for
# just this installation we say not to. Clusters that exist are never touched.
apt_install() {
	local setting=/etc/postgresql-common/createcluster.d/plimsoll.conf
	# shellcheck disable=SC2016  # expanded by the shell that is root
	quietly "Installing $*: a minute or two, this once" as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 bash -c '
		set -euo pipefail
		setting=$1
		shift
		trap '\''rm -f "$setting"'\'' EXIT
		mkdir -p "$(dirname "$setting")"
		echo "create_main_cluster = false" >"$setting"
		apt-get -q update || echo "Some package lists could not be fetched; trying without." >&2
		apt-get -q -y -o DPkg::Lock::Timeout=600 --no-install-recommends install "$@"
	' install "$setting" "$@"
}

# install_packages file …: installs what these files list and is missing.
install_packages() {
	local list packages
	if ! command -v dpkg-query >/dev/null; then
		say "This is not Debian: the packages listed in $* have to be there already."
		return
	fi
	list=$(missing_packages "$@")
	[[ -n $list ]] || return 0
	mapfile -t packages <<<"$list"
	may_install "${packages[@]}"
	apt_install "${packages[@]}" || die "The packages could not be installed; apt-get says why above."
}

# make_user: the account that PostgreSQL runs as when we are root, for it refuses to be root itself.
make_user() {
	((EUID == 0)) || return 0
	getent passwd plimsoll >/dev/null && return
	useradd --system --home-dir /var/lib/plimsoll --shell /usr/sbin/nologin plimsoll ||
		die "The system user plimsoll could not be made; useradd says why above."
}

# build_folder preset: where that preset is built. In the project when all of it is ours to write,
# else in our own cache, so that nobody's folder is left with another user's files in it.
build_folder() {
	local path
	for path in "$root" "$root/build" "$root/build/$1"; do
		if [[ -e $path && (! -O $path || ! -w $path) ]]; then
			[[ -n ${XDG_CACHE_HOME:-${HOME:-}} ]] ||
				die "$path is not ours to write, and neither HOME nor XDG_CACHE_HOME says where to build."
			path=$(printf '%s' "$root" | sha256sum)
			printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/plimsoll/${path:0:12}/$1"
			return
		fi
	done
	printf '%s\n' "$root/build/$1"
}

# build preset [target …]: configures where needed and builds into build_folder; a build that is up
# to date says nothing and costs a fraction of a second. Two at once wait for each other.
build() {
	local folder lock options=() heading
	folder=$(build_folder "$1")
	heading="Building in $folder"
	mkdir -p "$folder" || die "The folder $folder cannot be made."
	exec {lock}>"$folder/.lock"
	if ! flock -n "$lock"; then
		say "Waiting for another build in $folder"
		flock "$lock"
	fi
	if [[ ! -e $folder/build.ninja || $root/CMakePresets.json -nt $folder/build.ninja ]] ||
		! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
		[[ ! -e $folder/CMakeCache.txt ]] || options=(--fresh)
		say "$heading: a minute or two, this once"
		heading=
		quietly "" cmake -S "$root" --preset "$1" -B "$folder" "${options[@]}"
	fi
	quietly "$heading" ninja -C "$folder" "${@:2}"
	exec {lock}>&-
}
