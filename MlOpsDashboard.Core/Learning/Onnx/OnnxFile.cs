using System.Security.Cryptography;

namespace MlOpsDashboard.Core.Learning.Onnx;

/// <summary>An exported model in memory. Immutable.</summary>
public sealed class OnnxFile
{
    /// <summary>The file's media type.</summary>
    public const string MediaType = "application/octet-stream";

    private readonly ProtoMessage _model;

    internal OnnxFile(ProtoMessage model)
    {
        _model = model;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ReadOnlyMemory<byte> piece in model.Pieces)
        {
            hash.AppendData(piece.Span);
        }

        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The length in bytes.</summary>
    public long Length => _model.Length;

    /// <summary>The content's SHA-256, 64 small hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Writes the file.</summary>
    /// <param name="stream">Where to; not closed here.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        foreach (ReadOnlyMemory<byte> piece in _model.Pieces)
        {
            await stream.WriteAsync(piece, cancellationToken);
        }
    }

    /// <summary>The content in one piece.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Length];
        int next = 0;
        foreach (ReadOnlyMemory<byte> piece in _model.Pieces)
        {
            piece.Span.CopyTo(bytes.AsSpan(next));
            next += piece.Length;
        }

        return bytes;
    }
}
