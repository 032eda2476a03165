using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Datasets;

namespace MlOpsDashboard.Components.Uploads;

/// <summary>How far an upload has come.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Share">How much of it is done, from 0 to 1.</param>
/// <param name="Words">The same in words, with its rate.</param>
public sealed record UploadProgress(string Step, double Share, string Words)
{
    private static readonly TimeSpan s_tooShort = TimeSpan.FromSeconds(0.5);

    /// <summary>Nothing is sent yet.</summary>
    /// <param name="size">The size of the file in bytes.</param>
    public static UploadProgress Begin(long size) => Sent(0, size, TimeSpan.Zero);

    /// <summary>A part of the file is sent.</summary>
    /// <param name="bytes">How many bytes.</param>
    /// <param name="size">Of how many.</param>
    /// <param name="elapsed">How long that took.</param>
    public static UploadProgress Sent(long bytes, long size, TimeSpan elapsed)
    {
        string words = $"{Display.Bytes(bytes)} of {Display.Bytes(size)} sent";
        if (elapsed > s_tooShort && bytes > 0)
        {
            double rate = bytes / elapsed.TotalSeconds;
            TimeSpan left = TimeSpan.FromSeconds((size - bytes) / rate);
            words += $", {Display.Bytes((long)rate)}/s{(bytes < size ? $", {Display.Duration(left)} left" : "")}";
        }

        return new("Sending", size == 0 ? 1 : (double)bytes / size, words);
    }

    /// <summary>A part of the file is read.</summary>
    /// <param name="progress">How far.</param>
    public static UploadProgress Reading(InspectionProgress progress)
    {
        string step = progress.Step == InspectionStep.Checking ? "Checking" : "Profiling";
        return new(step, progress.Share, FormattableString.Invariant($"{step}, {progress.Share * 100:0} %"));
    }
}
