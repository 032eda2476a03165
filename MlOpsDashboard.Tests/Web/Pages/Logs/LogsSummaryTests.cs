using MlOpsDashboard.Components.Pages.Logs;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Logs;

public sealed class LogsSummaryTests
{
    [Theory]
    [InlineData(0, 0, 0, "Nothing was logged yet.")]
    [InlineData(0, 0, 1, "No error and no warning in the only line so far.")]
    [InlineData(1, 0, 1, "1 error and no warning in the only line so far.")]
    [InlineData(0, 1, 2, "No error and 1 warning among the last 2 lines.")]
    [InlineData(12, 3, 1500, "12 errors and 3 warnings among the last 1,500 lines.")]
    public void Header_is_a_sentence(int errors, int warnings, int kept, string sentence) =>
        Assert.Equal(sentence, LogsSummary.Sentence(errors, warnings, kept));
}
