#!/bin/sh
# Installs Emolens from this folder for the user who calls it; "./install.sh --remove" takes it away again.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
target=$share/emolens-app

remove() {
	rm -rf "$target"
	for program in emolens emolens-predict; do
		# pip and pipx put programs of these names there, too.
		case $(readlink "$bin/$program") in "$target"/*) rm "$bin/$program" ;; esac
	done
	rm -f "$share/applications/emolens.desktop" "$share/metainfo/emolens.metainfo.xml" \
		"$share"/icons/hicolor/*/apps/emolens.png
}

if [ "${1:-}" = --remove ]; then
	remove
	echo "Emolens is removed. What it has recorded and kept is still there."
	exit
fi
if [ ! -x "$here/emolens/emolens" ]; then
	echo "$here/emolens/emolens is missing; unpack the whole archive and call install.sh in its folder." >&2
	exit 1
fi
remove
mkdir -p "$target" "$bin" "$share/applications" "$share/metainfo"
cp -R "$here/emolens/." "$target"
for program in emolens emolens-predict; do
	if [ -e "$bin/$program" ] || [ -L "$bin/$program" ]; then
		echo "$bin/$program is another program, which stays; $target/$program is this one." >&2
	else
		ln -s "$target/$program" "$bin/$program"
	fi
done
# Menus know nothing of the user's own folder of programs.
sed -e "s|^Exec=emolens|Exec=\"$target/emolens\"|" -e "s|^TryExec=.*|TryExec=$target/emolens|" \
	"$here/linux/emolens.desktop" > "$share/applications/emolens.desktop"
cp "$here/linux/emolens.metainfo.xml" "$share/metainfo"
for icon in "$here"/linux/icons/*.png; do
	size=$(basename "$icon" .png)
	mkdir -p "$share/icons/hicolor/${size}x$size/apps"
	cp "$icon" "$share/icons/hicolor/${size}x$size/apps/emolens.png"
done
echo "Emolens is installed: it is in the menu, and $target/emolens starts it."
