package io.stackstate.automation.notify;

import io.stackstate.automation.handler.Facts;
import io.stackstate.automation.handler.Surroundings;
import io.stackstate.model.handler.OutputSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which outputs of a handler are to be told of a group; pure. */
final class Recipients {
  private final List<OutputSpec> outputs;
  private final Surroundings around;
  private final long now;

  Recipients(List<OutputSpec> outputs, Surroundings around, long now) {
    this.outputs = outputs;
    this.around = around;
    this.now = now;
  }

  /** All that it concerns now. */
  Set<String> wanting(Group group) {
    Set<String> names = late(group);
    for (OutputSpec output : outputs) {
      if (output.after().isZero() && fits(output, group)) {
        names.add(output.name());
        if (!output.goesOn()) {
          break;
        }
      }
    }
    return names;
  }

  /** Those that are told only now, because nobody has acknowledged. */
  Set<String> late(Group group) {
    Set<String> names = new LinkedHashSet<>();
    for (OutputSpec output : outputs) {
      boolean due =
          !output.after().isZero()
              && group.acknowledgedBy == null
              && group.openedAt > 0
              && now >= group.openedAt + output.after().toMillis();
      if (due && !group.outputs.contains(output.name()) && fits(output, group)) {
        names.add(output.name());
      }
    }
    return names;
  }

  /** Those that were not there when it was told, and that it concerns. */
  Set<String> added(Group group) {
    if (group.added.isEmpty()) {
      return Set.of();
    }
    Set<String> names = wanting(group);
    names.retainAll(group.added);
    names.removeAll(group.outputs);
    return names;
  }

  private boolean fits(OutputSpec output, Group group) {
    if (group.worst().compareTo(output.minHealth()) < 0 && !group.momentary()) {
      return false;
    }
    if (output.componentTypes().isEmpty()
        && output.componentTags().isEmpty()
        && output.layers().isEmpty()) {
      return true;
    }
    return group.active().stream()
        .map(member -> around.facts(member.element()))
        .flatMap(Optional::stream)
        .anyMatch(facts -> fits(output, facts));
  }

  private static boolean fits(OutputSpec output, Facts facts) {
    return (output.componentTypes().isEmpty() || output.componentTypes().contains(facts.type()))
        && (output.layers().isEmpty() || output.layers().contains(facts.layer()))
        && (output.componentTags().isEmpty()
            || facts.labels().stream().anyMatch(output.componentTags()::contains));
  }
}
