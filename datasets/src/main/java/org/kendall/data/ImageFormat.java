package org.kendall.data;

import java.util.List;

/** One way to store labelled images in files; it reads contents, wherever they came from. */
interface ImageFormat {
  /** What the files are called and where they lie, for people who look for the right form. */
  String layout();

  /** Whether a file of this name, without {@code .gz}, belongs to the format. */
  boolean wants(String name);

  /**
   * Reads all images.
   *
   * @param files those that the format wants, sorted by name; at least one
   * @throws BadDataException if a file is damaged or missing
   */
  Images read(List<StoredFile> files);

  /**
   * Tells the shape as cheaply as it can, with the errors that {@link #read} would give if known.
   */
  default ImageShape shape(List<StoredFile> files) {
    return read(files).train().shape();
  }

  /**
   * The images to learn from, a part at a time.
   *
   * @param files as {@link #read} takes them, though some may be read only when asked for
   */
  default ImageParts parts(List<StoredFile> files) {
    return ImageParts.of(read(files).train());
  }
}
