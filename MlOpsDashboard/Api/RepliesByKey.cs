using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using MlOpsDashboard.Api.Bodies;
using MlOpsDashboard.Core.Serving.Predicting;

namespace MlOpsDashboard.Api;

/// <summary>Remembers replies by <c>Idempotency-Key</c>, so that a repeated request is answered and not done again. In memory: a restart forgets.</summary>
/// <param name="json">How replies are kept.</param>
internal sealed class RepliesByKey(IOptions<JsonOptions> json)
{
    private const int Remembered = 1000;
    private const int BufferedInMemory = 1 << 20;

    private readonly RecentAnswers _replies = new(Remembered);

    /// <summary>The reply that the key got before, or a new one.</summary>
    /// <typeparam name="TReply">The kind of reply.</typeparam>
    /// <param name="key">The caller's key, with what keeps it apart from those of others.</param>
    /// <param name="request">The request; its body is read here and again by <paramref name="answerAsync"/>.</param>
    /// <param name="answerAsync">Does what is asked for. What it throws is not remembered.</param>
    /// <param name="cancellationToken">Ends the wait for the body.</param>
    /// <exception cref="Core.ConflictException">The key was used for another request.</exception>
    public async Task<TReply> OnceAsync<TReply>(string key, HttpRequest request, Func<Task<TReply>> answerAsync, CancellationToken cancellationToken)
        where TReply : class
    {
        ulong fingerprint = await FingerprintAsync(request, cancellationToken);
        if (_replies.Find(key, fingerprint) is { } earlier)
        {
            return Read<TReply>(earlier);
        }

        byte[] made = JsonSerializer.SerializeToUtf8Bytes(await answerAsync(), json.Value.SerializerOptions);
        return Read<TReply>(_replies.Remember(key, fingerprint, made).Answer);
    }

    // A form's boundary differs each time a client sends it, so of a form the files count and not the bytes around them.
    private static async Task<ulong> FingerprintAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (request.HasFormContentType)
        {
            foreach (IFormFile file in (await RequestForm.ReadAsync(request, cancellationToken)).Files)
            {
                await using Stream content = file.OpenReadStream();
                hash.AppendData(await SHA256.HashDataAsync(content, cancellationToken));
            }
        }
        else
        {
            request.EnableBuffering(BufferedInMemory);
            hash.AppendData(await SHA256.HashDataAsync(request.Body, cancellationToken));
            request.Body.Position = 0;
        }

        return BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset());
    }

    private TReply Read<TReply>(byte[] reply) => JsonSerializer.Deserialize<TReply>(reply, json.Value.SerializerOptions)!;
}
