package org.kendall.data;

import java.util.function.Supplier;

/**
 * One file of a data set, whole and unzipped: a file of its own or an archive's member. It is in
 * memory, or is read whenever its content is asked for.
 */
final class StoredFile {
  private final String name;
  private final String place;
  private final Supplier<byte[]> content;

  /**
   * @param name the path below the data set's root, with slashes and without {@code .gz}
   * @param place the full path for people, with the archive's where the file is a member
   * @param content taken over without a copy
   */
  StoredFile(String name, String place, byte[] content) {
    this(name, place, () -> content);
  }

  /** One that is not read yet, nor kept when it was. */
  StoredFile(String name, String place, Supplier<byte[]> content) {
    this.name = name;
    this.place = place;
    this.content = content;
  }

  String name() {
    return name;
  }

  String place() {
    return place;
  }

  /** The bytes themselves: not to be changed. */
  byte[] content() {
    return content.get();
  }

  /** The last part of the name. */
  String baseName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /** Says what is wrong with this file, and then what would be right. */
  BadDataException damaged(String found, String advice) {
    return new BadDataException("The data file %s %s.\nMaybe %s.".formatted(place, found, advice));
  }
}
