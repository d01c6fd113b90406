using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Ledger.Sagas;

/// <summary>How a saga's row is written: what is counted in an enumeration stands there by name.</summary>
public static class SagaJson
{
    public static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };
}
