// A picture as a phone takes it: a JPEG with the position of the person in it.

/** Paints a landscape and adds an EXIF block that says where it was taken: 25° 19' 43" N, 89° 32' 29" E. */
export async function photoWithPosition(page, width = 1600, height = 1200) {
  const url = await page.evaluate(
    ([width, height]) => {
      const canvas = document.createElement("canvas");
      canvas.width = width;
      canvas.height = height;
      const paint = canvas.getContext("2d");
      const sky = paint.createLinearGradient(0, 0, 0, height);
      sky.addColorStop(0, "#9db9d8");
      sky.addColorStop(0.55, "#e8e2d0");
      sky.addColorStop(0.56, "#5f7f6b");
      sky.addColorStop(1, "#27452f");
      paint.fillStyle = sky;
      paint.fillRect(0, 0, width, height);
      // Reeds: many fine lines, so that the file is as large as a photo is.
      for (let i = 0; i < 6000; i += 1) {
        const x = (i * 7919) % width;
        const y = height * 0.56 + ((i * 104729) % (height * 0.44));
        paint.strokeStyle = `hsl(${80 + (i % 60)} 45% ${18 + (i % 37)}%)`;
        paint.beginPath();
        paint.moveTo(x, y);
        paint.lineTo(x + ((i * 31) % 17) - 8, y - 20 - ((i * 13) % 50));
        paint.stroke();
      }
      return canvas.toDataURL("image/jpeg", 0.9);
    },
    [width, height],
  );
  const jpeg = Buffer.from(url.split(",")[1], "base64");
  return Buffer.concat([jpeg.subarray(0, 2), exif(), jpeg.subarray(2)]);
}

/** An APP1 segment with nothing but a GPS directory. */
function exif() {
  const rational = (...pairs) => Buffer.concat(pairs.map(([n, d]) => Buffer.concat([u32(n), u32(d)])));
  const latitude = rational([25, 1], [19, 1], [43, 1]);
  const longitude = rational([89, 1], [32, 1], [29, 1]);
  const gpsAt = 8 + 2 + 12 + 4;
  const valuesAt = gpsAt + 2 + 4 * 12 + 4;
  const tiff = Buffer.concat([
    Buffer.from("MM\0*"),
    u32(8),
    u16(1),
    entry(0x8825, 4, 1, u32(gpsAt)),
    u32(0),
    u16(4),
    entry(1, 2, 2, Buffer.from("N\0\0\0")),
    entry(2, 5, 3, u32(valuesAt)),
    entry(3, 2, 2, Buffer.from("E\0\0\0")),
    entry(4, 5, 3, u32(valuesAt + latitude.length)),
    u32(0),
    latitude,
    longitude,
  ]);
  const body = Buffer.concat([Buffer.from("Exif\0\0"), tiff]);
  return Buffer.concat([Buffer.from([0xff, 0xe1]), u16(body.length + 2), body]);
}

function entry(tag, type, count, value) {
  return Buffer.concat([u16(tag), u16(type), u32(count), value]);
}

function u16(number) {
  return Buffer.from([number >> 8, number & 255]);
}

function u32(number) {
  return Buffer.from([number >>> 24, (number >> 16) & 255, (number >> 8) & 255, number & 255]);
}
