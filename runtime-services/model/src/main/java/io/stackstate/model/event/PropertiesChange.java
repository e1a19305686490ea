package io.stackstate.model.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What synchronizations say about an element has changed (health sheet, section 8.1).
 *
 * @param sources those that say something else now
 */
public record PropertiesChange(List<SourceChange> sources) {
  public PropertiesChange {
    sources = List.copyOf(sources);
  }

  /**
   * One source.
   *
   * @param syncId the id of the synchronization's settings node
   * @param externalId of the element within it
   * @param additions lines of the new text that the old one does not have
   * @param deletions lines of the old text that the new one does not have
   * @param oldText YAML, cut when it is long; null when the source said nothing before
   * @param newText likewise; null when it says nothing any more
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SourceChange(
      long syncId,
      String externalId,
      int additions,
      int deletions,
      String oldText,
      String newText) {}
}
