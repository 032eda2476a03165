using System.IO.Pipelines;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Serving.Batch;

/// <summary>
/// Takes a table through a model in the order of its rows: one reads, several score, one writes. The rows in memory are a few
/// chunks for each thread, however long the table is.
/// </summary>
/// <param name="scorer">Answers the rows.</param>
/// <param name="threads">Chunks that are scored at once.</param>
/// <param name="advance">Told of each chunk that is written: its rows, and how far the file was read.</param>
internal sealed class BatchPass(BatchScorer scorer, int threads, Action<int, long> advance)
{
    private readonly Queue<(BatchChunk Chunk, Task<CsvException?> Work)> _pending = new();
    private readonly Stack<BatchChunk> _free = new();
    private CsvException? _broken;

    /// <summary>
    /// Runs to the end of the table. Everything that computes stays on the scheduler that this is started on: no await in here
    /// may leave it.
    /// </summary>
    /// <param name="reader">Stands before the first row.</param>
    /// <param name="position">Tells how far the file is read, in bytes.</param>
    /// <param name="output">Takes the rows with their answers.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <exception cref="CsvException">A row is at fault: the first one in the order of the file.</exception>
    public async Task RunAsync(CsvReader reader, Func<long> position, PipeWriter output, CancellationToken cancellationToken)
    {
        await output.WriteAsync(scorer.Header(), cancellationToken).AsTask();
        try
        {
            bool more = true;
            while (more || _pending.Count > 0)
            {
                while (more && _pending.Count < (threads * 2) + 2)
                {
                    more = Begin(reader, position, cancellationToken);
                }

                if (_pending.Count > 0)
                {
                    await FinishAsync(output, cancellationToken);
                }
            }
        }
        finally
        {
            // The chunks are given up together with those who work on them.
            await ((Task)Task.WhenAll(_pending.Select(item => item.Work)))
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        if (_broken is { } broken)
        {
            throw broken;
        }
    }

    private bool Begin(CsvReader reader, Func<long> position, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BatchChunk chunk = _free.TryPop(out BatchChunk? free) ? free : new BatchChunk();
        chunk.Clear(scorer.Columns);
        bool more = Fill(reader, chunk);
        chunk.Position = position();
        if (chunk.Rows > 0)
        {
            _pending.Enqueue((chunk, Task.Factory.StartNew(
                () => scorer.Score(chunk, cancellationToken), cancellationToken, TaskCreationOptions.DenyChildAttach, TaskScheduler.Current)));
        }

        return more;
    }

    // A fault of the file's form is told when all rows before it are found good: the first fault counts.
    private bool Fill(CsvReader reader, BatchChunk chunk)
    {
        try
        {
            while (!chunk.IsFull)
            {
                if (!reader.Read())
                {
                    return false;
                }

                if (reader.FieldCount != scorer.Columns)
                {
                    throw new CsvException(reader.Line, $"the row has {reader.FieldCount} fields, and the header has {scorer.Columns}.");
                }

                chunk.Add(reader);
            }

            return true;
        }
        catch (CsvException exception)
        {
            _broken = exception;
            return false;
        }
    }

    private async Task FinishAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        (BatchChunk chunk, Task<CsvException?> work) = _pending.Dequeue();
        if (await work is { } fault)
        {
            throw fault;
        }

        cancellationToken.ThrowIfCancellationRequested();

        // As a task, since only a task comes back to the scheduler.
        await output.WriteAsync(chunk.Output.GetBuffer().AsMemory(0, (int)chunk.Output.Length), cancellationToken).AsTask();
        advance(chunk.Rows, chunk.Position);
        _free.Push(chunk);
    }
}
