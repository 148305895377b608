#!/bin/sh
# Installs Emolens from this folder for the user who calls it; "./install.sh --remove" takes it away again.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
target=$share/emolens-app

remove() {
	rm -rf "$target"
	rm -f "$bin/emolens" "$bin/emolens-predict" "$share/applications/emolens.desktop" \
		"$share/metainfo/emolens.metainfo.xml" "$share"/icons/hicolor/*/apps/emolens.png
}

remove
if [ "${1:-}" = --remove ]; then
	echo "Emolens is removed. What it has recorded and kept is still there."
	exit
fi
mkdir -p "$target" "$bin" "$share/applications" "$share/metainfo"
cp -R "$here/emolens/." "$target"
for program in emolens emolens-predict; do
	ln -s "$target/$program" "$bin/$program"
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
echo "Emolens is installed: it is in the menu, and $bin/emolens starts it."
