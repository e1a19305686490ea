package io.stackstate.operator.instance.model;

/** Names of images, of which a spec may replace the registry and the tag. */
final class ImageNames {
  private ImageNames() {}

  static String platform(Resolved instance) {
    String tag = instance.spec().images().tag();
    return inRegistry(instance, instance.facts().release().image())
        + ":"
        + (tag == null ? instance.version() : tag);
  }

  static String elasticsearch(Resolved instance) {
    String own = instance.spec().elasticsearch().embedded().image();
    return own == null
        ? inRegistry(instance, instance.facts().release().elasticsearchImage())
        : own;
  }

  /** A first part with a dot or a colon, or "localhost", is a registry. */
  private static String inRegistry(Resolved instance, String image) {
    String registry = instance.spec().images().registry();
    if (registry == null) {
      return image;
    }
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean named = first.contains(".") || first.contains(":") || "localhost".equals(first);
    return registry + "/" + (named ? image.substring(slash + 1) : image);
  }
}
