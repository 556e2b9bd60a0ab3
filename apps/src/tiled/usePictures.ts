import { useEffect, useState } from "react";
import { hrefOf } from "../lib/site";
import { isPictureUrl } from "../ui/Picture";
import type { Pictures } from "./paint";

/** The pictures at these addresses, each when it has come; null before, and for what is no picture. */
export function usePictures(urls: readonly string[]): Pictures {
  const key = urls.join("\n");
  const [pictures, setPictures] = useState<Pictures>([]);
  useEffect(() => {
    const wanted = key.split("\n");
    let isOver = false;
    setPictures(wanted.map(() => null));
    wanted.forEach((url, index) => {
      if (!isPictureUrl(url.trim())) return;
      const image = new Image();
      image.referrerPolicy = "no-referrer";
      image.onload = () => {
        if (isOver) return;
        setPictures((was) => was.map((one, at) => (at === index ? image : one)));
      };
      image.src = hrefOf(url.trim());
    });
    return () => {
      isOver = true;
    };
  }, [key]);
  return pictures;
}
