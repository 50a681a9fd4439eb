package org.kendall.data;

/**
 * One file of a data set, whole and unzipped in memory: a file of its own or an archive's member.
 */
final class StoredFile {
  private final String name;
  private final String place;
  private final byte[] content;

  /**
   * @param name the path below the data set's root, with slashes and without {@code .gz}
   * @param place the full path for people, with the archive's where the file is a member
   * @param content taken over without a copy
   */
  StoredFile(String name, String place, byte[] content) {
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
    return content;
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
