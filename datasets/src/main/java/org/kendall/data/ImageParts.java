package org.kendall.data;

/**
 * The images of a source that are there to learn from, a part at a time: for sets that memory
 * should not hold at once. They stand in the order in which {@link ImageSource#load} has them.
 */
public interface ImageParts {
  /** Of each image; of one class where labels are not told. */
  ImageShape shape();

  /** How many images there are. */
  int count();

  /**
   * Some of them. Where labels are not told, all are 0.
   *
   * @param from the first
   * @param to behind the last
   * @throws BadDataException if one is damaged, or of another size
   */
  ImageSet part(int from, int to);

  /** Of images that are in memory. */
  static ImageParts of(ImageSet all) {
    return new InMemory(all);
  }

  /** Images that are in memory. */
  record InMemory(ImageSet all) implements ImageParts {
    @Override
    public ImageShape shape() {
      return all.shape();
    }

    @Override
    public int count() {
      return all.size();
    }

    @Override
    public ImageSet part(int from, int to) {
      return all.part(from, to);
    }
  }
}
