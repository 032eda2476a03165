using System.Buffers;
using System.IO.Pipelines;

namespace MlOpsDashboard.ServingBench;

/// <summary>The least that ASP.NET Core can do with a prediction's request: read the body and send it back.</summary>
internal static class EchoServer
{
    /// <summary>Runs until the process is told to stop.</summary>
    /// <param name="address">Where to listen.</param>
    public static async Task RunAsync(string address)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        WebApplication app = builder.Build();
        app.MapPost("/api/predict", EchoAsync);
        app.MapGet("/allocated", () => GC.GetTotalAllocatedBytes().ToString());
        await app.RunAsync(address);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        PipeReader reader = context.Request.BodyReader;
        ReadResult body = await reader.ReadAsync();
        while (!body.IsCompleted)
        {
            reader.AdvanceTo(body.Buffer.Start, body.Buffer.End);
            body = await reader.ReadAsync();
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Buffer.Length;
        foreach (ReadOnlyMemory<byte> piece in body.Buffer)
        {
            context.Response.BodyWriter.Write(piece.Span);
        }

        await context.Response.BodyWriter.FlushAsync();
        reader.AdvanceTo(body.Buffer.End);
    }
}
