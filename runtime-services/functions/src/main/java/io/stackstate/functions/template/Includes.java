package io.stackstate.functions.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The files of a template, compiled when they are first included. Thread-safe. */
final class Includes {
  private static final Map<String, String> IMAGES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "svg", "image/svg+xml");

  private final TemplateFiles files;
  private final TemplateLimits limits;
  private final Map<String, Node> compiled = new ConcurrentHashMap<>();

  Includes(TemplateFiles files, TemplateLimits limits) {
    this.files = files;
    this.limits = limits;
  }

  Node template(String path) {
    String inside = inside(path);
    Node known = compiled.get(inside);
    if (known != null) {
      return known;
    }
    TemplateText text = new TemplateText(inside, text(inside));
    Node parsed = new TemplateParser(text, this, limits.maxDepth()).parse();
    compiled.put(inside, parsed);
    return parsed;
  }

  String text(String path) {
    return new String(bytes(path), StandardCharsets.UTF_8);
  }

  String dataUri(String path) {
    String type = IMAGES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase());
    if (type == null) {
      throw new RenderProblem(
          "include: found \"" + path + "\", expected a png, jpg, gif or svg file for base64");
    }
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes(path));
  }

  private byte[] bytes(String path) {
    String inside = inside(path);
    byte[] content =
        files
            .read(inside)
            .orElseThrow(() -> new RenderProblem("include: there is no file \"" + path + "\""));
    if (content.length > limits.maxOutputChars()) {
      throw new RenderProblem(
          "include: \"" + path + "\" is longer than " + limits.maxOutputChars() + " bytes");
    }
    return content;
  }

  /** The path without {@code .} and {@code ..}; an error when it leaves the directory. */
  private static String inside(String path) {
    Deque<String> segments = new ArrayDeque<>();
    boolean outside = path.startsWith("/") || path.contains("\\") || path.contains(":");
    for (String segment : path.split("/")) {
      if (segment.equals("..")) {
        outside |= segments.pollLast() == null;
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    if (outside || segments.isEmpty()) {
      throw new RenderProblem(
          "include: found \"" + path + "\", expected a path inside the provisioning directory");
    }
    return String.join("/", segments);
  }
}
