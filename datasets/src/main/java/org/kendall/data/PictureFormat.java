package org.kendall.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * JPEG and PNG files in one folder per class, {@code class/x.jpg}, or {@code train/class/x.jpg} and
 * {@code test/class/x.jpg}. Labels follow the sorted class names. All images have one size.
 */
final class PictureFormat implements ImageFormat {
  private static final Pattern PICTURE = Pattern.compile(".*\\.(jpg|jpeg|png)");
  private static final int MOST_CLASSES = 256; // a label is a byte
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** A picture and what its path says: {@code root/part/className/name}. */
  private record Labelled(StoredFile file, String root, String part, String className) {
    static Labelled of(StoredFile file) {
      String[] path = file.name().split("/");
      if (path.length < 2) {
        throw file.damaged(
            "lies in no folder that names its class", "move the images to class/" + file.name());
      }
      int folder = path.length - 2;
      boolean divided = folder > 0 && path[folder - 1].matches("train|test");
      int root = divided ? folder - 1 : folder;
      return new Labelled(
          file,
          String.join("/", List.of(path).subList(0, root)),
          divided ? path[root] : "",
          path[folder]);
    }

    boolean isLaidOutAs(Labelled other) {
      return root.equals(other.root) && part.isEmpty() == other.part.isEmpty();
    }
  }

  @Override
  public String layout() {
    return "JPEG or PNG by class: class/x.png, or train/class/x.png and test/class/x.png";
  }

  @Override
  public boolean wants(String name) {
    return PICTURE.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  @Override
  public Images read(List<StoredFile> files) {
    List<Labelled> pictures = labelled(files);
    List<String> classes = classNames(pictures);
    ImageShape shape = Picture.of(files.get(0)).shape(classes.size());
    List<Labelled> test = part(pictures, "test"::equals);
    List<Labelled> others = part(pictures, part -> !part.equals("test"));
    if (others.isEmpty() || test.isEmpty()) {
      return Images.undivided(decode(pictures, classes, shape), classes);
    }
    ImageSet train = decode(others, classes, shape);
    return new Images(train, Optional.of(decode(test, classes, shape)), classes);
  }

  /** Decodes the first image only: that the files are whole was seen when they were read. */
  @Override
  public ImageShape shape(List<StoredFile> files) {
    return Picture.of(files.get(0)).shape(classNames(labelled(files)).size());
  }

  @Override
  public ImageParts parts(List<StoredFile> files) {
    List<StoredFile> train = files.stream().filter(file -> !isForTests(file)).toList();
    List<StoredFile> parts = train.isEmpty() ? files : train;
    long classes =
        parts.stream().map(StoredFile::name).map(PictureFormat::folder).distinct().count();
    return new Parts(
        parts, Picture.of(parts.get(0)).shape(classes > MOST_CLASSES ? 1 : (int) classes));
  }

  private static String folder(String name) {
    return name.substring(0, name.length() - name.substring(name.lastIndexOf('/') + 1).length());
  }

  private static boolean isForTests(StoredFile file) {
    return file.name().matches("(.*/)?test/[^/]+/[^/]+");
  }

  /** Pictures of which labels are not told. */
  private record Parts(List<StoredFile> files, ImageShape shape) implements ImageParts {
    @Override
    public int count() {
      return files.size();
    }

    @Override
    public ImageSet part(int from, int to) {
      byte[] pixels = new byte[Math.multiplyExact(to - from, shape.pixels())];
      decode(files.subList(from, to), shape, pixels);
      return new ImageSet(shape, pixels, new byte[to - from]);
    }
  }

  private static List<Labelled> part(List<Labelled> pictures, Predicate<String> isWanted) {
    return pictures.stream().filter(picture -> isWanted.test(picture.part())).toList();
  }

  private static List<Labelled> labelled(List<StoredFile> files) {
    List<Labelled> pictures = files.stream().map(Labelled::of).toList();
    Labelled first = pictures.get(0);
    for (Labelled picture : pictures) {
      if (!picture.isLaidOutAs(first)) {
        throw picture
            .file()
            .damaged(
                "is laid out otherwise than " + first.file().place(),
                "name a folder of which all images are class/x or all train/class/x and test/class/x");
      }
    }
    return pictures;
  }

  /** The classes of the images to learn from: those of the tests must be among them. */
  private static List<String> classNames(List<Labelled> pictures) {
    List<Labelled> others = part(pictures, part -> !part.equals("test"));
    Set<String> names = new TreeSet<>();
    (others.isEmpty() ? pictures : others).forEach(picture -> names.add(picture.className()));
    for (Labelled picture : pictures) {
      if (!names.contains(picture.className())) {
        throw picture
            .file()
            .damaged(
                "is of the class '%s', which has no image to learn from"
                    .formatted(picture.className()),
                "add train/%s".formatted(picture.className()));
      }
    }
    if (names.size() < 2 || names.size() > MOST_CLASSES) {
      throw pictures
          .get(0)
          .file()
          .damaged(
              "belongs to images of %d classes".formatted(names.size()),
              "name a folder with 2 to %d folders, one for each class".formatted(MOST_CLASSES));
    }
    return List.copyOf(names);
  }

  private static ImageSet decode(List<Labelled> pictures, List<String> classes, ImageShape shape) {
    if ((long) pictures.size() * shape.pixels() > LONGEST_ARRAY) {
      throw pictures
          .get(0)
          .file()
          .damaged(
              "is one of %,d images of %s, more than 2 GiB"
                  .formatted(pictures.size(), shape.size()),
              "use fewer or smaller images");
    }
    byte[] pixels = new byte[pictures.size() * shape.pixels()]; // (images, channels, height, width)
    byte[] labels = new byte[pictures.size()];
    decode(pictures.stream().map(Labelled::file).toList(), shape, pixels);
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) classes.indexOf(pictures.get(i).className());
    }
    return new ImageSet(shape, pixels, labels);
  }

  private static void decode(List<StoredFile> files, ImageShape shape, byte[] pixels) {
    IntStream.range(0, files.size())
        .parallel()
        .mapToObj(i -> decode(files.get(i), shape, pixels, i))
        .flatMap(Optional::stream)
        .findFirst() // in the order of names, whichever thread was first
        .ifPresent(
            problem -> {
              throw problem;
            });
  }

  private static Optional<BadDataException> decode(
      StoredFile file, ImageShape shape, byte[] pixels, int image) {
    try {
      Picture picture = Picture.of(file);
      ImageShape found = picture.shape(shape.classes());
      if (!found.equals(shape)) {
        String size = "is of %s, the first image of the data is of %s";
        return Optional.of(
            file.damaged(
                size.formatted(found.size(), shape.size()),
                "bring all images to one size and all to grey (1) or all to colour (3)"));
      }
      picture.copyTo(pixels, image * shape.pixels());
      return Optional.empty();
    } catch (BadDataException e) {
      return Optional.of(e);
    }
  }
}
