namespace MlOpsDashboard.Core.Tabular;

/// <summary>Reads a stream that stays open when this one is closed.</summary>
internal sealed class UnclosedStream(Stream inner) : ReadOnlyStream
{
    public override int Read(Span<byte> buffer) => inner.Read(buffer);
}
