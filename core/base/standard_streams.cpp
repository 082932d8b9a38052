#include "core/base/standard_streams.h"
#include <fcntl.h>
#include <unistd.h>

namespace fillscope {

void reserveStandardStreams() {
  // Each open takes the least free number.
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
    if (::fcntl(stream, F_GETFD) < 0)
      static_cast<void>(::open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY));
}

} // namespace fillscope
