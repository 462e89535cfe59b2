// One sound at a time; a page may hold more than one player.

/** @param {HTMLElement} part */
export function mountSoundPlayer(part) {
  const sound = part.querySelector("audio");
  sound?.addEventListener("play", () => {
    for (const other of document.querySelectorAll("audio")) if (other !== sound) other.pause();
    part.classList.add("vk-sound-player--playing");
  });
  sound?.addEventListener("pause", () => part.classList.remove("vk-sound-player--playing"));
}
