/**
 * Words that say little. They stand in the index like all others and help to rank; but a story need not have them.
 */
import { foldText } from "./fold.js";

const WORDS = `
  aan al alle als ben bij daar dan dat de deze die dit doen door dus een en er geen had heb hebben heeft het hier hij hoe
  hun ik in is ja je kan maar me meer met mij mijn moet na naar nee niet nog nu of om omdat onder ons ook op over te toch
  toen tot u uit van veel voor want waren was wat we wel werd wie wij wil worden zal ze zei zich zij zijn zo zonder zou alles iets niets waar wanneer welke hoe men mag mogen moeten gaan ging kon kwam
  au aux avec ce ces cette dans des du elle elles est et etre eu ils j je l la le les leur leurs lui ma mais mes moi mon
  ne nos notre nous on ou par pas pour qu que qui sa se ses si son sont sur ta tes toi ton tu un une vos votre vous y a d
  c n s t m il en the a an and are as at be been but by can did do for from had has have he her his how i if in into is it
  its me my no not of on or our out she so than that the their them then there they this to up us was we were what when
  where which who will with would you your don here just only also any some more most other such own same too very after before again once
  في من على إلى عن مع هذا هذه ذلك التي الذي كان كانت أن إن لا ما لم لن قد كل بعد قبل هو هي هم نحن أنا أنت ثم أو و يا بين
  der die das und ist von zu mit auf fur ein eine im dem den nicht sich auch es ich er sie wir ihr el los las y o que del
  al con por para una un lo su se como i gli lo le di che e da per con non ve bir bu da de ile icin os as um uma do dos no
  na nos nas com ao и в не на я что с он как это по но из у за`;
const STOP_WORDS = new Set(WORDS.split(/\s+/u).map(foldText));

/**
 * @param {string} plain folded
 */
export function isStopWord(plain) {
  return plain.length < 2 || STOP_WORDS.has(plain);
}
