package org.kendall.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Labelled images that were found under a name or path and whose format is known.
 *
 * <p>The name {@value #DIGITS} stands for the 8 x 8 handwritten digits that come with Kendall; a
 * folder of that name is reached as {@code ./digits}. All else is a path: of a folder, of one file,
 * or of a tar archive, plain or gzip, on any file system of Hadoop's.
 */
public final class ImageSource {
  /** The name of the shipped data set. */
  public static final String DIGITS = "digits";

  private static final List<ImageFormat> FORMATS =
      List.of(new IdxFormat(), new CifarFormat(), new PictureFormat(), new DigitsFormat());
  private static final String SHIPPED = "digits.csv.gz";
  private static final int NAMES_TO_SHOW = 3;

  private final String name;
  private final ImageFormat format;
  private final Supplier<List<StoredFile>> files;
  private final Supplier<List<StoredFile>> found; // not read yet where that is possible

  private ImageSource(
      String name,
      ImageFormat format,
      Supplier<List<StoredFile>> files,
      Supplier<List<StoredFile>> found) {
    this.name = name;
    this.format = format;
    this.files = files;
    this.found = found;
  }

  /**
   * Finds the format of the data from its file names; contents are not read yet.
   *
   * @throws BadDataException if there is nothing, or nothing of a known format
   */
  public static ImageSource open(String nameOrPath) {
    if (nameOrPath.equals(DIGITS)) {
      return new ImageSource(
          DIGITS, new DigitsFormat(), ImageSource::shipped, ImageSource::shipped);
    }
    FileTree tree = FileTree.at(nameOrPath);
    ImageFormat format = format(nameOrPath, tree.names());
    return new ImageSource(
        nameOrPath, format, () -> tree.read(format::wants), () -> tree.find(format::wants));
  }

  /** The forms that images may be stored in, a line for each. */
  public static List<String> layouts() {
    return FORMATS.stream().map(ImageFormat::layout).toList();
  }

  /**
   * Makes sure that the files are there and whole, and tells the shape of the images. It reads all
   * files, but decodes only one JPEG or PNG.
   */
  public ImageShape check() {
    return format.shape(files.get());
  }

  /**
   * Makes the images to learn from readable a part at a time. Of JPEG and PNG files only one is
   * decoded, and those that are no members of archives are read only when they are asked for; they
   * may be of one class, or lie in no folder at all.
   */
  public ImageParts parts() {
    return format.parts(found.get());
  }

  /** Reads and decodes all images. */
  public Images load() {
    return format.read(files.get());
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(name, format.layout());
  }

  private static ImageFormat format(String path, List<String> names) {
    List<ImageFormat> fitting =
        FORMATS.stream().filter(format -> names.stream().anyMatch(format::wants)).toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    String message =
        fitting.isEmpty()
            ? "The data %s (%s) is of no known form.\nMaybe name a folder or a tar.gz archive of one of these:\n%s"
            : "The data %s (%s) is of several forms at once.\nMaybe name the folder of one of them:\n%s";
    String layouts =
        (fitting.isEmpty() ? FORMATS : fitting)
            .stream().map(format -> "  " + format.layout()).collect(Collectors.joining("\n"));
    throw new BadDataException(message.formatted(path, summary(names), layouts));
  }

  /** The first names, in sorted order, and how many there are. */
  private static String summary(List<String> names) {
    List<String> shown = new ArrayList<>(names);
    Collections.sort(shown);
    if (shown.isEmpty()) {
      return "no files";
    }
    String first = String.join(", ", shown.subList(0, Math.min(NAMES_TO_SHOW, shown.size())));
    return shown.size() <= NAMES_TO_SHOW ? first : "%s, ...".formatted(first);
  }

  private static List<StoredFile> shipped() {
    try (InputStream in = ImageSource.class.getResourceAsStream(SHIPPED)) {
      byte[] content = Storage.whole(new Proportion().of(in));
      return List.of(new StoredFile("digits.csv", SHIPPED + " in Kendall's jar", content));
    } catch (IOException e) {
      throw Storage.unreadable(SHIPPED, e);
    }
  }
}
