using MlOpsDashboard.Components.Layout;
using MlOpsDashboard.Components.Uploads;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Uploads;

public sealed class UploadAnswerTests
{
    [Theory]
    [InlineData(204, "", true, null)]
    [InlineData(-1, "", false, null)]
    [InlineData(0, "", false, "The connection broke while the file was sent. Nothing was stored: try again.")]
    [InlineData(404, """{"detail":"No page waits."}""", false, "No page waits.")]
    [InlineData(502, "<html>", false, "The file did not arrive (status 502). Nothing was stored.")]
    public void The_answer_to_a_file_is_told_in_words(int status, string body, bool arrived, string? problem)
    {
        var answer = new UploadAnswer(status, body);
        Assert.Equal((arrived, problem), (answer.HasArrived, answer.Problem?.Message));
    }

    [Fact]
    public void Faults_of_a_field_stay_with_their_field()
    {
        var answer = new UploadAnswer(400, """{"detail":"x","errors":{"file":["The file is too large."]}}""");
        Assert.Equal(["The file is too large."], Assert.IsType<InvalidException>(answer.Problem).Errors["file"]);
    }

    [Fact]
    public void Progress_tells_the_rate_and_what_is_left()
    {
        Assert.Equal(("Sending", 0.25, "25.0 MB of 100 MB sent, 10.0 MB/s, 7.50 s left"), Told(UploadProgress.Sent(25_000_000, 100_000_000, TimeSpan.FromSeconds(2.5))));
        Assert.Equal(("Sending", 0, "0 B of 100 MB sent"), Told(UploadProgress.Begin(100_000_000)));
        Assert.Equal(("Profiling", 0.5, "Profiling, 50 %"), Told(UploadProgress.Reading(new(InspectionStep.Profiling, 0.5))));
    }

    private static (string, double, string) Told(UploadProgress progress) => (progress.Step, progress.Share, progress.Words);
}
