using System.Text.Json;
using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Serving.Scoring;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Serving.Logging;

/// <summary>
/// Files beside the database for predictions that a stopping program could not store in it: a line of JSON each. The next start stores
/// them and removes the file. A row that is stored already stays as it is, so each is there once, however often that is begun. Some room
/// is held for them from the start on: a disk that is too full for the database would be too full for them.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="clock">Names the files.</param>
internal sealed class PredictionSpill(DataFolder folder, TimeProvider clock)
{
    private const string Waiting = ".spill";
    private const string Refused = ".refused";
    private const int ReservedBytes = 4 << 20;

    private static readonly JsonSerializerOptions s_json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };
    private static readonly byte[] s_newLine = "\n"u8.ToArray();

    private string Reserve => Path.Combine(folder.Root, ".predictions-reserve");

    /// <summary>Holds room, enough for some thousands of predictions. A disk that has none left just now is no fault.</summary>
    public void HoldRoom()
    {
        try
        {
            if (!File.Exists(Reserve))
            {
                File.WriteAllBytes(Reserve, new byte[ReservedBytes]);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What could be written of it is room, too.
            return;
        }
    }

    /// <summary>Keeps predictions for the next start: as many as there is room for.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The file, and how many are in it: the first ones.</returns>
    public (string File, int Kept) Keep(IReadOnlyList<LoggedPrediction> predictions) => Write(predictions, Waiting);

    /// <summary>Keeps predictions for whoever wants to look at them: no start tries to store them again.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <returns>The file, and how many are in it: the first ones.</returns>
    public (string File, int Kept) SetAside(IReadOnlyList<LoggedPrediction> predictions) => Write(predictions, Refused);

    /// <summary>The files that wait to be stored, the oldest first.</summary>
    public IReadOnlyList<string> Files() =>
        [.. Directory.EnumerateFiles(folder.Root, "predictions-*" + Waiting).Order(StringComparer.Ordinal)];

    /// <summary>Reads a file. A line that a crash cut off is passed over.</summary>
    /// <param name="file">One of <see cref="Files"/>.</param>
    public static IEnumerable<LoggedPrediction> Read(string file) => File.ReadLines(file).Select(Parse).OfType<LoggedPrediction>();

    private (string File, int Kept) Write(IReadOnlyList<LoggedPrediction> predictions, string ending)
    {
        string path = Path.Combine(folder.Root, $"predictions-{Ids.New(clock)}{ending}");
        int kept = 0;
        try
        {
            if (ending == Waiting)
            {
                File.Delete(Reserve);
            }

            using (FileStream file = Open(path))
            {
                kept = WriteLines(file, predictions);
            }

            if (kept == 0)
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not even the file could be made, or closed: the caller says what is lost.
            return (path, kept);
        }

        return (path, kept);
    }

    private static int WriteLines(FileStream file, IReadOnlyList<LoggedPrediction> predictions)
    {
        long whole = 0;
        int kept = 0;
        try
        {
            foreach (LoggedPrediction prediction in predictions)
            {
                file.Write([.. JsonSerializer.SerializeToUtf8Bytes(prediction, s_json), .. s_newLine]);
                whole = file.Position;
                kept++;
            }

            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // The disk took no more: what came before is kept.
            file.SetLength(whole);
        }

        return kept;
    }

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    private static LoggedPrediction? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<LoggedPrediction>(line, s_json);
        }
        catch (JsonException)
        {
            // Cut off in the middle.
            return null;
        }
    }
}
