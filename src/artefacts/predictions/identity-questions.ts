/** What a question asks of the model itself: who it is, or what it was told before. */
export type AskedOfItself = 'identity' | 'instructions';

/** "What is your name?", "Who made you?", and the same in other languages. */
const IDENTITY =
  /\bwho (?:are|r) (?:you|u)\b|\bwhat(?:'s| is| are)? (?:your|ur) (?:full |real |model )?(?:name|identity|version)\b|\bwhat (?:\w+ )?(?:ai |language )?(?:model|assistant|llm|chatbot) (?:are|is) (?:you|this)\b|\bwhich (?:\w+ )?(?:model|company|organi[sz]ation|lab|team)\b.{0,30}\b(?:you|your)\b|\bwho (?:(?:made|created|built|developed|trained|designed|owns|released|is behind) you\b|(?:are|is) your (?:creator|developer|maker)s?\b)|\b(?:introduce|describe|identify) yourself\b|\bare you (?:an? )?(?:chat ?gpt|gpt|claude|llama|gemini|bard|an? \w+ model)\b|你是谁|你叫什么|你的名字|介绍一下(?:你自己|自己)|谁(?:开发|创造|训练|研发|制作|做)了?(?:你|的你)|你(?:是|由)(?:谁|哪(?:家|个)|什么(?:公司|模型))|你是什么(?:模型|大模型)/iu;
/** "Repeat the text above", "What is your system prompt?" */
const INSTRUCTIONS =
  /\bsystem (?:prompt|message|instructions?)\b|\b(?:initial|original|hidden|secret|your) (?:prompt|instructions)\b|\b(?:repeat|print|output|reveal|show|copy|recite)\b.{0,40}\b(?:above|prompt|instructions|verbatim)\b|系统提示|提示词|初始指令|重复(?:以上|上面)/iu;
/** Names of tasks whose questions are about the model itself. */
const IDENTITY_TASK =
  /^(?:self[-_ ]?)?(?:identity|identification|who[-_ ]?(?:made|are)[-_ ]?you|self[-_ ]?cognition|自我认知)$/iu;
const INSTRUCTIONS_TASK = /^system[-_ ]?(?:prompt|message|instructions?)(?:[-_ ]\w+)?$/iu;

/** Signs of a question that are read: a longer one is a document with a question in it. */
const QUESTION = 600;

/** Whether an item asks the model about itself; null for every other item. */
export function askedOfItself(question: string, task: string | null): AskedOfItself | null {
  const name = task ?? '';
  if (INSTRUCTIONS_TASK.test(name)) return 'instructions';
  if (IDENTITY_TASK.test(name))
    return INSTRUCTIONS.test(question.slice(0, QUESTION)) ? 'instructions' : 'identity';
  if (question === '' || question.length > QUESTION) return null;
  if (INSTRUCTIONS.test(question)) return 'instructions';
  return IDENTITY.test(question) ? 'identity' : null;
}
