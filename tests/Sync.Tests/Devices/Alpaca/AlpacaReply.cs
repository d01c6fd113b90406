using System.Text;
using System.Text.Json;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>What a server of a test answers.</summary>
internal sealed record AlpacaReply(int Status, string Type, byte[] Body)
{
    /// <summary>The length that is told, where it is not that of the body.</summary>
    public long? Claims { get; init; }

    /// <summary>No answer at all.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The connection is cut behind the body, or instead of an answer where there is none.</summary>
    public bool Breaks { get; init; }

    public static AlpacaReply Silence { get; } = new(200, "", []) { IsSilent = true };

    public static AlpacaReply Cut { get; } = new(200, "", []) { Breaks = true };

    public static AlpacaReply Done { get; } = Json("""{"ClientTransactionID":1,"ServerTransactionID":1,"ErrorNumber":0,"ErrorMessage":""}""");

    public static AlpacaReply Value(object? value) =>
        Json($$"""{"Value":{{JsonSerializer.Serialize(value)}},"ClientTransactionID":1,"ServerTransactionID":1,"ErrorNumber":0,"ErrorMessage":""}""");

    /// <summary>As OmniSim does it: with a value all the same.</summary>
    public static AlpacaReply Refusal(int number, string words) =>
        Json($$"""{"Value":0,"ClientTransactionID":1,"ServerTransactionID":1,"ErrorNumber":{{number}},"ErrorMessage":{{JsonSerializer.Serialize(words)}}}""");

    public static AlpacaReply Json(string body, int status = 200) => new(status, "application/json; charset=utf-8", Encoding.UTF8.GetBytes(body));

    public static AlpacaReply Image(byte[] body) => new(200, "application/imagebytes", body);
}
