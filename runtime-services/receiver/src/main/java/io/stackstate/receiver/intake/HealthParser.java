package io.stackstate.receiver.intake;

import io.stackstate.model.Topics;
import io.stackstate.model.intake.HealthPayload;
import io.stackstate.model.intake.HealthPayload.CheckStates;
import io.stackstate.model.intake.HealthPayload.IntakeCheckState;
import io.stackstate.model.intake.IntakeHealthMessage;
import io.stackstate.receiver.intake.PendingDraft.Keyed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code health} (intake sheet, section 6.5). Only the stream is checked; states are passed
 * on as they are, so that their faults show in the status of the stream.
 */
final class HealthParser {
  private static final int OVERHEAD = 300;

  private final JsonInput in;
  private final Elements elements;
  private final HealthFieldsReader fieldsReader;
  private final int maxStateBytes;
  private final int maxRecordBytes;
  private final ByteArray state = new ByteArray();
  private List<IntakeCheckState> states;
  private long stateBytes;

  HealthParser(JsonInput in, Elements elements, Limits limits) {
    this.in = in;
    this.elements = elements;
    fieldsReader = new HealthFieldsReader(in);
    maxStateBytes = limits.maxBufferedBytes();
    maxRecordBytes = limits.maxRecordBytes() / 4;
  }

  void parse() throws IOException, IntakeFault {
    if (in.array()) {
      while (in.nextElement()) {
        states = new ArrayList<>();
        stateBytes = 0;
        HealthFields fields = fieldsReader.read(this::readStates);
        if (!in.rejected(Kind.HEALTH, elements) && elements.wanted()) {
          emit(fields);
        }
      }
    }
    in.throwFault();
  }

  private void readStates() throws IOException {
    if (!in.array()) {
      return;
    }
    while (in.nextElement()) {
      state.clear();
      in.json(state);
      if (in.rejected(Kind.HEALTH, elements)) {
        continue;
      }
      String text = new String(state.array(), 0, state.length(), StandardCharsets.UTF_8);
      states.add(new IntakeCheckState(text));
      stateBytes += text.length() + OVERHEAD;
      if (stateBytes > maxStateBytes) {
        throw new MessageTooLarge(
            in.path() + ": the check states of one stream are too many for one message; split it");
      }
    }
  }

  private void emit(HealthFields fields) throws IOException {
    String path = in.path();
    Optional<HealthPayload> control = fields.control();
    if (control.isPresent()) {
      emit(fields, path, control.get(), OVERHEAD);
    }
    int from = 0;
    while (from < states.size()) {
      int to = from;
      int bytes = 0;
      do {
        bytes += states.get(to++).data().length() + OVERHEAD;
      } while (to < states.size() && bytes < maxRecordBytes);
      List<IntakeCheckState> part = List.copyOf(states.subList(from, to));
      emit(fields, path, new CheckStates(fields.model(), part), bytes);
      from = to;
    }
    Optional<HealthPayload> end = fields.end();
    if (end.isPresent()) {
      emit(fields, path, end.get(), OVERHEAD);
    }
  }

  private void emit(HealthFields fields, String path, HealthPayload payload, int bytes)
      throws IOException {
    IntakeHealthMessage.Stream stream =
        new IntakeHealthMessage.Stream(fields.urn(), fields.subStream());
    elements.charge(bytes + OVERHEAD);
    elements.accept(
        new PendingDraft(
            Kind.HEALTH,
            path,
            bytes + OVERHEAD,
            PendingDraft.NO_TIME,
            e ->
                new Keyed(
                    Topics.INTAKE_HEALTH,
                    stream.key(),
                    new IntakeHealthMessage(
                        payload,
                        stream,
                        e.internalHostname(),
                        e.collectionMillis(),
                        e.receivedMillis()))));
  }
}
