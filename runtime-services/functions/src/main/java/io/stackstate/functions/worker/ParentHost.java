package io.stackstate.functions.worker;

import io.stackstate.functions.api.Question;
import io.stackstate.functions.api.ScriptHost;
import io.stackstate.functions.script.ScriptApiException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;

/** Asks the parent of this worker. For the thread that runs functions. */
final class ParentHost implements ScriptHost {
  private final OutputStream out;
  private final BlockingQueue<Map<String, Object>> answers;

  /**
   * @param answers what the parent says
   */
  ParentHost(OutputStream out, BlockingQueue<Map<String, Object>> answers) {
    this.out = out;
    this.answers = answers;
  }

  /** Waits as long as it takes: the parent ends this process when that is too long. */
  @Override
  public Object ask(Question question, Map<String, Object> arguments) {
    try {
      Frames.write(out, Asking.ask(question, arguments));
      return Asking.value(answers.take());
    } catch (Frames.TooLongException e) {
      throw new ScriptApiException(question.api() + ": found " + e.getMessage());
    } catch (IOException e) {
      throw new ScriptApiException("the platform does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScriptApiException("the platform is shutting down");
    }
  }
}
