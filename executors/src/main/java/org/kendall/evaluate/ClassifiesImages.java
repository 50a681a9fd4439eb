package org.kendall.evaluate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kendall.data.ImageShape;
import org.kendall.data.ImageSource;

/** An evaluator of networks that classify the images of one data set. */
public interface ClassifiesImages {
  /** A data set that comes with Kendall, or a path. */
  String data();

  /**
   * The shape of the images, found out once per process.
   *
   * @throws org.kendall.data.BadDataException if they are missing or damaged
   */
  default ImageShape shape() {
    return Shapes.FOUND.computeIfAbsent(data(), source -> ImageSource.open(source).check());
  }

  /** Finding out reads all files, and each cost model asks for it. */
  final class Shapes {
    private static final Map<String, ImageShape> FOUND = new ConcurrentHashMap<>();

    private Shapes() {}
  }
}
