using MassTransit;

namespace Sync.Ledger.Sagas;

/// <summary>A saga as it is kept: one row, its state in plain sight and the rest as JSON.</summary>
public interface ISagaRow : SagaStateMachineInstance, ISagaVersion
{
    /// <summary>By name, so that states may be added in between.</summary>
    string CurrentState { get; set; }
}
