// What the fences must find: Delivery leans on Requests, hidden in a lambda.
namespace StudioScheduler.Tests.Architecture.Planted.Requests
{
    internal static class Early
    {
        public static int Calls() => 1;
    }
}

namespace StudioScheduler.Tests.Architecture.Planted.Delivery
{
    internal sealed class Late
    {
        public static async Task<int> SendAsync()
        {
            await Task.Yield();
            return await Task.Run(() => Requests.Early.Calls());
        }
    }
}
