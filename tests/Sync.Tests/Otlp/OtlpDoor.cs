using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Sync.Tests.Otlp;

/// <summary>
/// The two ways in: a POST for each kind, and gRPC's own frames over HTTP/2
/// (https://opentelemetry.io/docs/specs/otlp, https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
/// </summary>
internal static class OtlpDoor
{
    private const int PrefixBytes = 5;
    private const string Ok = "0";
    private const string Unavailable = "14";

    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["/v1/traces"] = "traces",
        ["/v1/metrics"] = "metrics",
        ["/v1/logs"] = "logs",
        ["/opentelemetry.proto.collector.trace.v1.TraceService/Export"] = "traces",
        ["/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"] = "metrics",
        ["/opentelemetry.proto.collector.logs.v1.LogsService/Export"] = "logs",
    };

    /// <param name="context">the request</param>
    /// <param name="take">gets the kind, the body, and how many bytes were sent; false refuses</param>
    public static async Task Answer(HttpContext context, Func<string, byte[], int, bool> take)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !Kinds.TryGetValue(context.Request.Path, out var kind))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        var sent = memory.ToArray();
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true)
            await AnswerGrpc(context.Response, take(kind, Unframed(sent), sent.Length));
        else
            AnswerHttp(context.Response, take(kind, context.Request.Headers.ContentEncoding == "gzip" ? Unzipped(sent) : sent, sent.Length));
    }

    private static void AnswerHttp(HttpResponse response, bool taken)
    {
        response.StatusCode = taken ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "application/x-protobuf";
    }

    private static async Task AnswerGrpc(HttpResponse response, bool taken)
    {
        response.ContentType = "application/grpc";
        if (!taken)
        {
            response.Headers["grpc-status"] = Unavailable;
            return;
        }
        await response.Body.WriteAsync(new byte[PrefixBytes]);
        response.AppendTrailer("grpc-status", Ok);
    }

    private static byte[] Unframed(byte[] sent)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(sent.AsSpan(1));
        var message = sent.AsSpan(PrefixBytes, length).ToArray();
        return sent[0] == 1 ? Unzipped(message) : message;
    }

    private static byte[] Unzipped(byte[] zipped)
    {
        using var unzipped = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(zipped), CompressionMode.Decompress))
            gzip.CopyTo(unzipped);
        return unzipped.ToArray();
    }
}
