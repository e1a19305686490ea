package io.stackstate.functions.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MissingClassesTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final ClassLoader parent =
      new ClassLoader(getClass().getClassLoader()) {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
          asked.incrementAndGet();
          return super.loadClass(name, resolve);
        }

        @Override
        public URL getResource(String name) {
          asked.incrementAndGet();
          return super.getResource(name);
        }
      };
  private final MissingClasses loader = new MissingClasses(parent);

  @Test
  void whatIsNotThereIsAskedForOnce() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> loader.loadClass("no.such.Type"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(loader.getResource("no/such/Type.class")).isNull();
    }
    assertThat(asked).hasValue(2);
  }

  @Test
  void whatIsThereIsFound() throws Exception {
    assertThat(loader.loadClass(MissingClasses.class.getName())).isSameAs(MissingClasses.class);
    assertThat(loader.getResource("io/stackstate/functions/script/MissingClasses.class"))
        .isNotNull();
  }
}
