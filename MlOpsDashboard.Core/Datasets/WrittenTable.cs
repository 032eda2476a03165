using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>A table that the program writes while it is staged: neither side holds more than a part of it.</summary>
internal sealed class WrittenTable : IDisposable
{
    private readonly StringWriter _text = new(CultureInfo.InvariantCulture);
    private readonly PipeWriter _output;

    private WrittenTable(PipeWriter output) => (_output, Rows) = (output, new CsvWriter(_text));

    /// <summary>Takes the rows.</summary>
    public CsvWriter Rows { get; }

    /// <summary>Stages what is written; a failure to write reaches the caller.</summary>
    /// <param name="datasets">Stages it.</param>
    /// <param name="write">Writes all rows.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<StagedArtifact> StageAsync(DatasetService datasets, Func<WrittenTable, Task> write, CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        Task writing = Task.Run(() => WriteAsync(pipe.Writer, write), CancellationToken.None);
        try
        {
            return await datasets.StageAsync(pipe.Reader.AsStream(), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await pipe.Reader.CompleteAsync().ConfigureAwait(false);
            await writing.ConfigureAwait(false);
        }
    }

    /// <summary>Hands over what was written so far.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when nobody reads any more.</returns>
    public async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        Encoding.UTF8.GetBytes(_text.ToString(), _output);
        _text.GetStringBuilder().Clear();
        return !(await _output.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted;
    }

    /// <inheritdoc/>
    public void Dispose() => _text.Dispose();

    private static async Task WriteAsync(PipeWriter output, Func<WrittenTable, Task> write)
    {
        try
        {
            using var table = new WrittenTable(output);
            await write(table).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await output.CompleteAsync(exception).ConfigureAwait(false);
        }
        finally
        {
            await output.CompleteAsync().ConfigureAwait(false);
        }
    }
}
