package com.stackstate.stackpack;

/** The version of a StackPack that an instance had before its upgrade. */
public final class Version {
  private final int major;
  private final int minor;
  private final int patch;
  private final String text;

  public Version(int major, int minor, int patch, String text) {
    this.major = major;
    this.minor = minor;
    this.patch = patch;
    this.text = text;
  }

  public int getMajor() {
    return major;
  }

  public int getMinor() {
    return minor;
  }

  public int getPatch() {
    return patch;
  }

  public int major() {
    return major;
  }

  public int minor() {
    return minor;
  }

  public int patch() {
    return patch;
  }

  @Override
  public String toString() {
    return text;
  }
}
