package org.kendall.nn.proxy;

import org.kendall.data.ImageSet;
import org.kendall.nn.Pixels;

/**
 * The images that a proxy looks at, and on what scale.
 *
 * @param pixels of the whole set that the images are from
 */
public record ImageBatch(ImageSet images, Pixels pixels) {
  int[] labels() {
    int[] labels = new int[images.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = images.label(i);
    }
    return labels;
  }
}
