using System.IO.Pipelines;
using MlOpsDashboard.Core.Serving.Served;
using MlOpsDashboard.Core.Storage;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>
/// The work of a batch job, once. The result is written under a temporary name and gets its name when it is whole, so that no
/// half of one can be taken for all of it.
/// </summary>
internal sealed class BatchAttempt(BatchTools tools, BatchJob job, BatchJournal journal, CancellationToken cancellationToken)
{
    private const int PauseBytes = 8 << 20;

    /// <summary>Does the work.</summary>
    /// <returns>The result.</returns>
    /// <exception cref="CsvException">A row is at fault.</exception>
    /// <exception cref="OperationCanceledException">Somebody stopped the job, or the program stops.</exception>
    public async Task<StoredArtifact> RunAsync()
    {
        (ServedModel model, _) = await tools.Versions.ResolveAsync(null, job.ModelId, cancellationToken).ConfigureAwait(false);
        Stream content = await tools.Artifacts.OpenAsync(BatchJob.InputOf(job.JobId, job.InputSha256), cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            CsvColumns columns = (await InputAsync(content).ConfigureAwait(false)).For(model);
            var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: PauseBytes, resumeWriterThreshold: PauseBytes / 2, useSynchronizationContext: false));
            Task<StagedArtifact> staging = StageAsync(pipe.Reader);
            Exception? failure = await ScoreAsync(content, columns, model, pipe.Writer).ConfigureAwait(false);
            await pipe.Writer.CompleteAsync(failure).ConfigureAwait(false);
            if (failure is not null)
            {
                await ((Task)staging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }

            using StagedArtifact staged = await staging.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return await staged.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<BatchInput> InputAsync(Stream content) => job.Dataset is null
        ? BatchInput.Of(content, job.Format)
        : BatchInput.Of(await tools.Datasets.GetAsync(job.Dataset, job.DatasetVersion, cancellationToken).ConfigureAwait(false));

    private async Task<StagedArtifact> StageAsync(PipeReader result)
    {
        try
        {
            return await tools.Artifacts.StageAsync(result.AsStream(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A full disk, say: the writer must not wait for ever for somebody to read on.
            await result.CompleteAsync(exception).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Exception?> ScoreAsync(Stream content, CsvColumns columns, ServedModel model, PipeWriter output)
    {
        try
        {
            content.Position = 0;
            using CsvReader reader = columns.Format.OpenRows(new UnclosedStream(content));
            if (columns.Format.HasHeader)
            {
                reader.Read();
            }

            var pass = new BatchPass(new BatchScorer(model, columns), tools.Threads, journal.Advance);
            Task running = await tools.Workers.RunAsync(
                token => pass.RunAsync(reader, () => content.Position, output, token), cancellationToken).ConfigureAwait(false);
            await running.ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            // Thrown again when the result has been given up.
            return exception;
        }
    }
}
